"""One page before a career talk."""
