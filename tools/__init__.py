"""What makes parts of the product: its fonts, its syllables, its picture, pages of its documentation."""
