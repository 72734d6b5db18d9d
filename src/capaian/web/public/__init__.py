"""What everybody may read of an office, without a log-in, where its head has opened it: approved figures alone."""
