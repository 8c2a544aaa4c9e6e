import { fileURLToPath } from 'node:url'
import { terminalOutput } from '../terminal/output.ts'
import { ENGINE_VERSION, EngineMissing, findEngine } from './engine.ts'

// The second half of the set-up: finds or makes an engine, so that later commands find one.
const output = terminalOutput()
try {
  await findEngine({
    project: fileURLToPath(new URL('../..', import.meta.url)),
    env: process.env,
    say: (text, passing) => (passing ? output.progress(text) : output.err(`${text}\n`)),
  })
} catch (error) {
  if (!(error instanceof EngineMissing)) throw error
  output.err(`${await wordsFor(error)}\n`)
  process.exitCode = 1
}

async function wordsFor({ code, message }: EngineMissing): Promise<string> {
  // Loaded only on failure: this runs before every test and demo.
  const { finding } = await import('../findings/catalogue.ts')
  const { wordsOf } = await import('../findings/words.ts')
  const { text, fix } = wordsOf(finding(code, { reason: message, version: ENGINE_VERSION }))
  return `${text}\nFix: ${fix}`
}
