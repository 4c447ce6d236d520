"""Whether the domain in From has anything to do with a mail: SPF, DKIM, DMARC, ARC, Authentication-Results."""
