"""Bytes and HTML as readable text: charsets, encoded words, sanitised HTML, the language."""
