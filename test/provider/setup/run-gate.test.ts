import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runGate } from '../../../provider/setup/run-gate.ts'
import { withNode24 } from '../../../provider/setup/node-24.mjs'
import { ROOT, tempFolder } from './support.ts'

const TESTS = {
  name: 'tests',
  command: [
    'vitest',
    'run',
    '--reporter=default',
    `--reporter=${join(ROOT, 'provider/setup/counts-reporter.ts')}`,
  ],
}
const GOOD = { name: 'good', command: ['node', '-e', 'console.log("quiet")'] }
const BAD = {
  name: 'bad',
  command: ['node', '-e', 'console.log("out"); console.error("err"); process.exit(1)'],
}
const MISSING = { name: 'missing', command: ['no-such-program'] }

/** Runs the gate over a folder of test files, with a real vitest. */
async function gate(files: Record<string, string>, checks = [GOOD], env: NodeJS.ProcessEnv = {}) {
  await using folder = await tempFolder()
  await symlink(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'))
  await writeFile(join(folder.path, 'package.json'), '{ "type": "module" }')
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder.path, name), `import { test } from 'vitest'\n${text}\n`)
  }
  let out = ''
  const output = { out: (text: string) => void (out += text), progress: () => undefined }
  const own = { ...withNode24(ROOT, { PATH: process.env['PATH'], HOME: process.env['HOME'] }), ...env }
  const exit = await runGate({ root: folder.path, checks, tests: TESTS, env: own, output, onTerminal: false })
  return { exit, out, last: out.trimEnd().split('\n').at(-1) }
}

describe('runGate', { timeout: 60_000 }, () => {
  it('passes with one line a step, the summary of vitest and the counts at the end', async () => {
    const { exit, out, last } = await gate({ 'a.test.ts': "test('one', () => {})" })
    expect({ exit, last }).toEqual({ exit: 0, last: '1 passed, 0 failed, 0 skipped' })
    expect(out).toMatch(/^ok {6}good \(/m)
    expect(out).toMatch(/^ok {6}tests \(/m)
    expect(out).toMatch(/^ *Tests +1 passed \(1\)$/m)
    expect(out).not.toContain('quiet')
  })

  it('shows all that a failing check wrote, and runs the rest to the end', async () => {
    const { exit, out, last } = await gate({ 'a.test.ts': "test('one', () => {})" }, [BAD, GOOD, MISSING])
    expect({ exit, last }).toEqual({ exit: 1, last: '1 passed, 0 failed, 0 skipped' })
    expect(out).toContain('Failed: bad, missing')
    for (const text of ['out\n', 'err\n', 'ENOENT']) expect(out).toContain(text)
  })

  it('runs checks and tests at once, and reports each when it ends', async () => {
    // Each waits for the other: one after the other, the first would wait in vain.
    const waiting = `const { existsSync } = require('node:fs')
      const end = Date.now() + 20_000
      const timer = setInterval(() => {
        if (existsSync('tests-began')) { require('node:fs').writeFileSync('check-ended', ''); clearInterval(timer) }
        else if (Date.now() > end) process.exit(1)
      }, 20)`
    const { exit, out } = await gate(
      {
        'a.test.ts': `import { existsSync, writeFileSync } from 'node:fs'
          test('one', { timeout: 20_000 }, async () => {
            writeFileSync('tests-began', '')
            while (!existsSync('check-ended')) await new Promise((done) => setTimeout(done, 20))
            await new Promise((done) => setTimeout(done, 1000))
          })`,
      },
      [{ name: 'waits', command: ['node', '-e', waiting] }],
    )
    expect(exit).toBe(0)
    expect(out).toMatch(/^ok {6}waits [^]*^ok {6}tests /m)
  })

  it('counts a failing test, a file that does not load and a hook that throws', async () => {
    const { exit, out, last } = await gate({
      'a.test.ts': "test('one', () => {}); test('two', () => { throw new Error('two broke') })",
      'b.test.ts': "throw new Error('b does not load')",
      'c.test.ts':
        "import { afterAll } from 'vitest'; afterAll(() => { throw new Error('hook') }); test('c', () => {})",
    })
    expect({ exit, last }).toEqual({ exit: 1, last: '2 passed, 3 failed, 0 skipped' })
    for (const text of ['two broke', 'b does not load', 'Failed: tests']) expect(out).toContain(text)
  })

  const skipping = {
    'a.test.ts':
      "test('one', () => {}); test('two', (context) => context.skip('needs a moon')); test.skip('three', () => {})",
  }

  it('tells skipped tests with their reasons', async () => {
    const { exit, out, last } = await gate(skipping)
    expect({ exit, last }).toEqual({ exit: 0, last: '1 passed, 0 failed, 2 skipped' })
    expect(out).toContain('two (needs a moon)')
  })

  it('fails on skipped tests in CI', async () => {
    const { exit, last } = await gate(skipping, [GOOD], { CI: 'true' })
    expect({ exit, last }).toEqual({ exit: 1, last: '1 passed, 0 failed, 2 skipped' })
  })

  it('fails when there is no test', async () => {
    const { exit, last } = await gate({})
    expect({ exit, last }).toEqual({ exit: 1, last: '0 passed, 0 failed, 0 skipped' })
  })
})
