import { childEnvironment, wordsIn, type ChildNeeds } from '../findings/child-environment.ts'

/**
 * What the engine and its plugins need: the engine's own settings, ours, those of its back ends and its keepers of
 * secrets, and what it keeps of a CI run in its history. Source: docs of Pulumi, "State and backends" and "Secrets"
 * (FACT: S3, Azure, Google, PostgreSQL, Vault); sdk/go/common/util/ciutil of 3.259 (FACT, for GitHub).
 */
const ENGINE: ChildNeeds = {
  names: wordsIn(`NODE_OPTIONS NODE_COMPILE_CACHE NODE_EXTRA_CA_CERTS
    CI GITHUB_ACTIONS GITHUB_REPOSITORY GITHUB_RUN_ID GITHUB_RUN_NUMBER GITHUB_SERVER_URL
    GITHUB_SHA GITHUB_REF GITHUB_HEAD_REF GITHUB_BASE_REF GITHUB_EVENT_NAME GITHUB_EVENT_PATH`),
  prefixes: wordsIn('PULUMI_ METAGRANT_ AWS_ AZURE_ ARM_ GOOGLE_ GCLOUD_ CLOUDSDK_ PG VAULT_'),
}

/**
 * The part of an environment that the engine gets. It passes all of it on to each of its plugins, so no token of Meta or
 * GitHub is in it: the provider asks the command for those over the line of its run (`lifeline.ts`).
 */
export function engineEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return childEnvironment(env, ENGINE)
}

/** The variables of the Graph API client, with the tokens: what only a provider gets. */
export function metaVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('META_')))
}

const TIE = new URL('../resources/tie.ts', import.meta.url).href

/** Node's options for all that an engine starts: each process is tied to its run before it runs anything else. */
export function tiedOptions(options = ''): string {
  return `${options} --import=${TIE}`.trim()
}
