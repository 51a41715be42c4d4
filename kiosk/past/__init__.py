"""What is known from before: tables of past surveys that were brought in, and results of old reports that were typed."""
