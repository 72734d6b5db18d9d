"""Values, periods, approval, snapshots and documents."""
