"""Long work: told to a worker, shown with progress, taken up again after a restart."""
