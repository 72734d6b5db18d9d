"""What somebody else's paper says and claims, and what an audit objects to."""
