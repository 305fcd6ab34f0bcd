"""What the stories of composing share: the form as data, drafts, files, and the submit itself."""
