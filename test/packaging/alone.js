// Preloaded by scripts/proofs/installed-app.sh: whoever opens a connection or starts a process at synth is stopped.
const childProcess = require('node:child_process');
const net = require('node:net');

function refuse(what) {
  return () => {
    throw new Error(`synthesis must not ${what}`);
  };
}

net.Socket.prototype.connect = refuse('open a connection');
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
  childProcess[name] = refuse('start a process');
}
