#!/usr/bin/env node
// A file that is there before the build, so that npm links the command in a clone too.
import '../bundle/cli.js';
