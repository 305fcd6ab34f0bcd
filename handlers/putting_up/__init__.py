"""From a composer that was sent to the answer that its author gets."""
