"""The spaCy components, one a module. Importing this package registers their factories."""
