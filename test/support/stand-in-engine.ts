import { callEngine } from '../../provider/engine/engine-call.ts'

// A command that calls a shell in place of the engine, to be killed by a test. Argument: the shell's script.
process.stdout.write('begins\n')
await callEngine({
  program: '/bin/sh',
  args: ['-c', process.argv[2] ?? ''],
  cwd: '/',
  env: process.env,
  quietMs: 600_000,
})
