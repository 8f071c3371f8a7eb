"""The anatomy of a mail: its fields, addresses and dates, its bodies and files, however they were wrapped."""
