import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, afterEach, expect } from 'vitest'
import { NO_TOOLS, refusal, refuseTools } from './no-tools-guard.mjs'

// `npm run quick` runs this before each file of tests. A test that starts a tool belongs to NEEDS_TOOLS: it fails here,
// also where the code under test takes the refusal for a failure of the tool, so that quick stays quick without anybody
// watching.
const folder = mkdtempSync(join(tmpdir(), 'metagrant-no-tools-'))
const record = join(folder, 'starts')
// One process runs many files, and each start is recorded under the name of the file that was its turn.
Reflect.deleteProperty(process.env, NO_TOOLS)
refuseTools({ record, file: relative(process.cwd(), expect.getState().testPath ?? 'an unknown file') })

afterEach(failForStarts)
afterAll(() => {
  failForStarts()
  rmSync(folder, { recursive: true, force: true })
})

type Start = { readonly tool: string; readonly file: string }

function failForStarts(): void {
  if (!existsSync(record)) return
  const starts = readFileSync(record, 'utf8').trim().split('\n')
  rmSync(record)
  const told = starts.map((line) => JSON.parse(line) as Start).map(({ tool, file }) => refusal(tool, file))
  throw new Error([...new Set(told)].join('\n'))
}
