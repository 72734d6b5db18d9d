"""What every page of an office begins with: the visit, the menu, what waits, notices, jobs, the trail."""
