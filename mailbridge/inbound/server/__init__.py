"""The IMAP server: connect, listen, fetch and keep its mails, and count that none is missing."""
