"""What who runs the server needs: health, readiness, metrics, logs, and what a production start refuses."""
