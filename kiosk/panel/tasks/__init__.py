"""What is done about them: follow-ups, words of visitors, paper, notices, how many were served."""
