"""Source and target compared: what one says and the other does not, before it is a finding."""
