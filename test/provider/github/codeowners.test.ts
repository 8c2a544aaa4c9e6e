import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownersOf, readOwnerRules } from '../../../provider/github/codeowners.ts'

/** The examples of GitHub docs, "About code owners", and what they say of each. */
const DOCS = `
# This is a comment.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/*  docs2@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
`

it.each<[string, string[] | undefined]>([
  ['README.md', ['@global-owner1', '@global-owner2']],
  ['src/a/index.js', ['@js-owner']],
  ['main.go', ['docs@example.com']],
  ['deep/notes.txt', ['@octo-org/octocats']],
  ['build/logs/x/y.md', ['@octocat']],
  ['docs/build-app/troubleshooting.md', ['@doctocat']],
  ['other/docs/getting-started.md', ['@global-owner1', '@global-owner2']],
  ['any/apps/x/y.md', ['@octocat']],
  ['deeply/nested/logs/x.md', ['@octocat']],
  ['apps/x.md', ['@octocat']],
  ['apps/github', undefined],
  ['apps/github/x.md', undefined],
])('ownersOf answers for %s as the docs of GitHub say', (path, owners) => {
  expect(ownersOf(readOwnerRules(DOCS), path)).toEqual(owners)
})

it.each<[string, string, string, boolean]>([
  ['a folder of that name, not deeper', 'docs/*', 'docs/a/b.md', false],
  ['files in it', 'docs/*', 'docs/b.md', true],
  ['a name with a space', '/my\\ files/ @a', 'my files/x', true],
  ['upper and lower case', '/Docs/', 'docs/x', false],
  ['a dot as itself', '/a.b', 'axb', false],
  ['no other start', '/access/', 'x/access/y', false],
  ['any depth', '/access/**/x.yaml', 'access/a/b/x.yaml', true],
  ['no depth too', '/access/**/x.yaml', 'access/x.yaml', true],
  ['all below', '/access/**', 'access/a/b', true],
])('a pattern matches %s', (_name, pattern, path, matches) => {
  const line = pattern.includes('@') ? pattern : `${pattern} @a`
  expect(ownersOf(readOwnerRules(line), path) !== undefined).toBe(matches)
})

it.each(['!/a @b', '/[ab] @b', '[Section] @b', '\\#a @b', '/a @b nobody', '^[Documentation][2] @b'])(
  'a line that GitHub skips takes no owner away: %s',
  (line) => {
    expect(ownersOf(readOwnerRules(`* @all\n${line}`), 'a')).toEqual(['@all'])
  },
)

it('the last rule that matches counts, whatever the others are', () => {
  const name = fc.stringMatching(/^[a-z]{1,4}$/)
  fc.assert(
    fc.property(fc.array(name), name, fc.array(name, { minLength: 1 }), (others, owner, path) => {
      const text = [...others.map((other) => `/${other}/ @${other}`), `/${path[0]} @${owner}`].join('\n')
      expect(ownersOf(readOwnerRules(text), path.join('/'))).toEqual([`@${owner}`])
    }),
  )
})

it('reads 2,000 rules and answers for 500 paths in time', () => {
  const rules = readOwnerRules(
    Array.from({ length: 2000 }, (_, at) => `/clients/c${at}/**/x*.yaml @a`).join('\n'),
  )
  const start = performance.now()
  for (let at = 0; at < 500; at += 1) ownersOf(rules, `clients/c${at}/a/b/x.yaml`)
  expect(performance.now() - start).toBeLessThan(4000)
})
