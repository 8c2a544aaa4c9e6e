import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countsIn, type Counts } from './test-counts.ts'

// The gate: what must hold before anything lands. Run by `npm test`, the same on every machine.

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

type Step = { readonly name: string; readonly command: readonly string[] }

const STEPS: readonly Step[] = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: ['knip'] },
]

const reports = await mkdtemp(join(tmpdir(), 'metagrant-gate-'))
const report = join(reports, 'tests.json')
const tests: Step = {
  name: 'tests',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
}

const failed: string[] = []
for (const step of STEPS) if (!(await passes(step, false))) failed.push(step.name)
if (!(await passes(tests, true))) failed.push(tests.name)
const counts = countsIn(await readFile(report, 'utf8').catch(() => '{}'))
await rm(reports, { recursive: true, force: true })
tell(counts)

/** One line for a step that passes; its whole output where it fails, or where `shown` asks for it. */
async function passes({ name, command }: Step, shown: boolean): Promise<boolean> {
  const start = Date.now()
  const { code, output } = await run(command, shown)
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  if (code !== 0 && !shown) process.stdout.write(output)
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  return code === 0
}

function run(
  [command = '', ...args]: readonly string[],
  shown: boolean,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer): void => {
      output += chunk.toString()
      if (shown) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The closing lines: what was skipped and why, what failed, and the counts. In CI a skipped test is a failure. */
function tell({ passed, failures, skipped }: Counts): void {
  for (const { name, reason } of skipped)
    process.stdout.write(`skipped: ${name}${reason === '' ? '' : ` (${reason})`}\n`)
  if (process.env['CI'] === 'true' && skipped.length > 0)
    failed.push('skipped tests, which CI does not allow')
  if (passed + failures === 0) failed.push('no test was run')
  if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(', ')}\n`)
  process.stdout.write(`${passed} passed, ${failures} failed, ${skipped.length} skipped\n`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
