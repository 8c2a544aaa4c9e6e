import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { askMeta } from './run.ts'

// `npm run ask-meta`: asks a real account what docs/graph-api.md does not establish; writes ask-meta.md to send back.

const { values } = parseArgs({
  options: { business: { type: 'string' }, write: { type: 'string' }, user: { type: 'string' } },
})
const asked = await askMeta(values, process.env, new Date().toISOString().slice(0, 10))
if ('refused' in asked) {
  process.stderr.write(`${asked.refused}\n`)
  process.exitCode = 1
} else {
  await writeFile('ask-meta.md', asked.report)
  process.stdout.write(asked.report)
  for (const warning of asked.warnings) process.stderr.write(`${warning}\n`)
  process.stderr.write('Read ask-meta.md, and send it back as it is\n')
}
