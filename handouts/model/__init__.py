"""What a clinic, a country, a handout and its blocks may hold."""
