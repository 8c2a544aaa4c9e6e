import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { tortureFaults } from './faults.ts'
import { tortureKills } from './kills.ts'
import { tortureProvider } from './provider.ts'
import { tortureScan } from './scan.ts'

// `npm run torture`: proofs that take minutes; writes docs/torture.md and fails when one of them does.

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: REPOSITORY }).toString().trim()
const proofs = [await tortureScan(), await tortureFaults(), await tortureProvider(), await tortureKills()]
const page = `# Torture

\`npm run torture\`, ${new Date().toISOString().slice(0, 10)}, at ${commit}: Node ${process.versions.node}.

${proofs.map(({ text }) => text).join('\n')}`
await writeFile(join(REPOSITORY, 'docs/torture.md'), page)
process.stdout.write(page)
if (proofs.some(({ holds }) => !holds)) process.exitCode = 1
