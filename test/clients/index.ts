import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { startEmulator, type Emulator, type EstateInput } from '../../provider/emulator/index.ts'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { AGENCY, SMALL } from '../provider/emulator/support.ts'
import { expectedOf, SUBJECTS, type Step } from './expected.ts'
import { installGo, installJavaScript, installPython, type Client } from './install.ts'

// `npm run clients`: clients that we did not write, from their registries, against the emulator; writes docs/clients.md.

const GROUP = '1901'
const ESTATE: EstateInput = {
  ...SMALL,
  asset_groups: [{ id: GROUP, owner: AGENCY, name: 'Client', assets: ['2001'] }],
}

/** Gives a client its input and answers what it printed, a JSON value a line. Throws when it fails. */
async function talk({ command, args, cwd }: Client, input: object): Promise<unknown[]> {
  const child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(input))
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`)
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

/** The agency's share of the ad account after a client deleted it by a POST that carries another method. */
async function deletes(client: Client): Promise<{ readonly said: string; readonly isGone: boolean }> {
  await using emulator = await startEmulator({ estate: ESTATE })
  const input = {
    url: emulator.url,
    token: emulator.tokens['client'],
    path: client.cwd.endsWith('go') ? '/act_1001/agencies' : `/act_1001/agencies?business=${AGENCY}`,
    business: AGENCY,
  }
  const [answer] = await talk(client, input)
  return {
    said: JSON.stringify(answer).includes('"success":true') ? 'success' : JSON.stringify(answer),
    isGone: !hasShare(emulator),
  }
}

function hasShare({ world }: Emulator): boolean {
  return world.grants.get('act_1001')?.has(AGENCY) === true
}

const python = installPython()
await using emulator = await startEmulator({ estate: ESTATE })
const { agency, client } = emulator.tokens
const input = {
  url: emulator.url,
  agency: AGENCY,
  subjects: SUBJECTS,
  person: '7102',
  group: GROUP,
  tokens: { agency, client },
}
const steps = (await talk(python, input)).slice(1) as Step[]
const rows = steps.map((step) => ({ ...step, isRight: isDeepStrictEqual(expectedOf(step), step.said) }))
const overrides = [
  { name: 'fbgraph (JavaScript)', client: installJavaScript() },
  { name: 'huandu/facebook (Go)', client: installGo() },
]
const deleted = []
for (const { name, client: one } of overrides)
  deleted.push({ name, version: one.version, ...(await deletes(one)) })

const page = `# Clients that we did not write

\`npm run clients\`, ${new Date().toISOString().slice(0, 10)}. Each is as its registry has it, but for the host. All speak to the emulator.

## Meta's Python SDK, facebook-business ${python.version}

${emulator.requests.entries.length} requests, ${rows.length} steps, ${rows.filter(({ isRight }) => isRight).length} of them as expected.

| Kind | Step | Seen | As expected |
| --- | --- | --- | --- |
${rows.map(({ kind, step, said, isRight }) => `| ${kind} | ${step} | \`${JSON.stringify(said)}\` | ${isRight ? 'yes' : '**no**'} |`).join('\n')}

## Clients that delete with POST and \`method=delete\`

| Client | Version | Answer | The share is gone |
| --- | --- | --- | --- |
${deleted.map(({ name, version, said, isGone }) => `| ${name} | ${version} | \`${said}\` | ${isGone ? 'yes' : '**no**'} |`).join('\n')}
`
await writeFile(join(REPOSITORY, 'docs/clients.md'), page)
process.stdout.write(page)
if (rows.some(({ isRight }) => !isRight) || deleted.some(({ isGone }) => !isGone)) process.exitCode = 1
