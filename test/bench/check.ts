import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { generateAccess } from '../support/generate-access.ts'
import { writeFiles } from '../support/large-client.ts'
import { median, run, secondsText } from './turns.ts'

const SIZE = { clients: 200, assetsPerClient: 8, peoplePerAsset: 5, people: 40 }
const TARGET_SECONDS = 2

/** `check` of a whole agency, as the editor and the pull request wait for it. */
export async function benchCheck(runs: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-bench-'))
  await writeFiles(root, generateAccess(SIZE))
  // Generated files have no pre-flight and no review, so policy has something to say of each: the dearer case.
  const command = {
    args: [join(REPOSITORY, 'provider/bin.mjs'), 'check'],
    cwd: root,
    env: process.env,
    exit: undefined,
  }
  await run(command)
  const times: number[] = []
  for (let index = 0; index < runs; index += 1) times.push(await run(command))
  await rm(root, { recursive: true })
  const grants = SIZE.clients * SIZE.assetsPerClient * SIZE.peoplePerAsset
  return `## Checking ${SIZE.clients} clients with ${grants} grants

\`metagrant check\` with files, rules and policies, as a whole process. The target is at most ${TARGET_SECONDS} s.

| median | slowest of ${runs} |
|---|---|
| **${secondsText([median(times)])}** | ${secondsText([Math.max(...times)])} |
`
}
