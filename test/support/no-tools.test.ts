import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'

const GUARD = new URL('no-tools-guard.mjs', import.meta.url).href
const ENGINE = join(REPOSITORY, '.tools/pulumi/9.9.9/bin/pulumi')

/** Runs `code` in a guarded process; the tools that it tried to start. `{bin}` is a folder on PATH with a tool. */
async function tried(code: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'metagrant-guard-'))
  try {
    const record = join(folder, 'starts')
    // Only where the guarded process does not take it for a stand-in: its own temporary folder is another one.
    const bin = join(folder, 'bin')
    const temp = join(folder, 'tmp')
    await mkdir(bin)
    await mkdir(temp)
    for (const path of [bin, temp])
      for (const name of ['pulumi', 'act', 'google-chrome', 'harmless'])
        await writeFile(join(path, name), '#!/bin/sh\n', { mode: 0o755 })
    const text = `import * as cp from 'node:child_process'; const temp = ${JSON.stringify(temp)};
      const each = (...all) => all.forEach((one) => { try { one() } catch {} });
      ${code}`
    await promisify(execFile)(process.execPath, [`--import=${GUARD}`, '--input-type=module', '-e', text], {
      env: {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        TMPDIR: temp,
        METAGRANT_NO_TOOLS: JSON.stringify({ record, file: 'a.test.ts' }),
      },
    })
    const lines = await readFile(record, 'utf8').catch(() => '')
    return lines
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { tool: string }).tool]))
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('refuseTools', () => {
  test.each([
    ['the engine of .tools', `cp.spawn(${JSON.stringify(ENGINE)})`, ENGINE],
    ['a tool on PATH by its name', `cp.execFileSync('pulumi', ['version'])`, 'pulumi'],
    ['a browser', `cp.spawnSync('google-chrome')`, 'google-chrome'],
    ['a command line', `cp.exec('cd / && FOO=1 act --version')`, 'act'],
    ['a command line, waited for', `cp.execSync('act')`, 'act'],
    ['a shell', `cp.spawn('sh', ['-c', 'true; pulumi version'])`, 'pulumi'],
    ['spawn through a shell', `cp.spawn('act --version', { shell: true })`, 'act'],
    [
      'a child of a child',
      `cp.execFileSync(process.execPath, ['-e', "try { require('child_process').execSync('act') } catch {}"])`,
      'act',
    ],
    [
      'a child with an environment of its own',
      `cp.execFileSync(process.execPath, ['-e', "try { require('child_process').spawn('act') } catch {}"], { env: { PATH: process.env.PATH, TMPDIR: temp } })`,
      'act',
    ],
  ])('refuses and records %s, even where the error is swallowed', async (_name, code, tool) => {
    expect(await tried(`each(() => ${code})`)).toEqual([tool])
  })

  test('lets other programs, stand-ins in a temporary folder and mere words pass', async () => {
    const code = `cp.execFileSync('harmless'); cp.execFileSync('harmless', undefined)
      cp.execFileSync(temp + '/pulumi'); cp.execFileSync('pulumi', { env: { PATH: temp + ':' + process.env.PATH } })
      cp.execSync('echo pulumi act'); cp.execFileSync('sh', ['-c', 'echo act'])
      cp.exec('harmless', (error) => { if (error) process.exit(1) })
      cp.execFile('harmless', (error) => { if (error) process.exit(1) })
      each(() => cp.execFileSync('no-such-program'))`
    expect(await tried(code)).toEqual([])
  })
})

describe('the hooks of quick', () => {
  test('fail the test that swallowed the refusal, name its file, and no test of the next file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'metagrant-hooks-'))
    await symlink(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'))
    const swallowing = `import { spawn } from 'node:child_process'; import { test } from 'vitest'
      test('swallows', () => { try { spawn(${JSON.stringify(ENGINE)}) } catch {} })`
    const files = {
      'package.json': '{ "type": "module" }',
      'vitest.config.ts': `export default { test: { setupFiles: [${JSON.stringify(join(REPOSITORY, 'test/support/no-tools.ts'))}],
        isolate: false, maxWorkers: 1, pool: 'forks', experimental: { viteModuleRunner: false } } }`,
      'a.test.ts': `${swallowing}; test('a', () => {})`,
      'b.test.ts': "import { test } from 'vitest'; test('b', () => {})",
      'c.test.ts': swallowing,
    }
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    const args = [
      join(REPOSITORY, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=json',
      '--outputFile=results.json',
    ]
    const exit = await promisify(execFile)(process.execPath, args, { cwd: folder }).then(
      () => 0,
      (error: { code: number }) => error.code,
    )
    const out = await readFile(join(folder, 'results.json'), 'utf8')
    await rm(folder, { recursive: true })
    type Test = { title: string; status: string; failureMessages: string[] }
    const { testResults } = JSON.parse(out) as { testResults: { assertionResults: Test[] }[] }
    const results = testResults
      .flatMap((one) => one.assertionResults)
      .map(({ title, status, failureMessages: [message = ''] }) => [
        title,
        status,
        /for (\S+)\. Fix/.exec(message)?.[1],
      ])
      .sort((one, other) => one.join(' ').localeCompare(other.join(' ')))
    expect(exit).toBe(1)
    expect(results).toEqual([
      ['a', 'passed', undefined],
      ['b', 'passed', undefined],
      ['swallows', 'failed', 'a.test.ts'],
      ['swallows', 'failed', 'c.test.ts'],
    ])
  })
})
