"""Understanding of free Spanish and English: words in, findings with spans out."""
