"""An analysis as a document that a person looks at."""
