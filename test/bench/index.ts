import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { ENGINE_VERSION } from '../../provider/setup/engine.ts'
import { benchAudit } from './audit.ts'
import { benchCheck } from './check.ts'
import { benchCost } from './cost.ts'
import { benchPreview } from './preview.ts'
import { benchScan } from './scan.ts'

// `npm run bench`: writes docs/bench.md. Speed is judged as a ratio within one run, never as a time of one machine.

const RUNS = 7

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: REPOSITORY }).toString().trim()
const sections = [
  await benchCheck(RUNS),
  await benchPreview(RUNS),
  await benchScan(RUNS),
  benchAudit(RUNS),
  await benchCost(),
]
const page = `# Measured

\`npm run bench\`, ${new Date().toISOString().slice(0, 10)}, at ${commit}: Node ${process.versions.node}, Pulumi ${ENGINE_VERSION} on a file back end, ${cpus().length} cores.
Each figure is the median of ${RUNS} whole processes after a warm-up. Pairs run in turn, and a ratio is the median of the
ratios of the pairs.

${sections.join('\n')}`
await writeFile(join(REPOSITORY, 'docs/bench.md'), page)
process.stdout.write(page)
