"""What has changed since the last visit, in the desk."""
