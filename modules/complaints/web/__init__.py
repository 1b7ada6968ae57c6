"""The pages of the complaint desk: for citizens and for officers."""
