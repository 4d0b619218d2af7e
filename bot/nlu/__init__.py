"""Understanding of free Spanish and English: words in, findings with their spans out."""
