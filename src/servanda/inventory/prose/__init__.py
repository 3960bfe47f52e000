"""Customer data in running text: words found by numpy, names by a linear model, figures by their shape."""
