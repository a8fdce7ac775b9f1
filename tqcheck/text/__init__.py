"""What is known of any text: scripts, sentences, lengths, quotations, the language it is in."""
