"""`python -m tracker.cli` is `lofte`."""

import sys

from tracker.cli import main

sys.exit(main())
