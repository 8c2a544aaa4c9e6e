export type Props = Readonly<Record<string, unknown>>

/** The engine and its host name their own properties so; `__provider` is the code of the provider that handles one. */
const ENGINE_KEY = /^__/

/** The key that the Node host looks up in a resource's saved properties; without it the resource cannot be handled. */
export const PROVIDER_KEY = '__provider'

/** Properties without those of the engine: all that a handler sees. */
export function ownProps(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !ENGINE_KEY.test(key)))
}

/**
 * What a handler returns, with the engine's own properties of the resource. Source: @pulumi/pulumi 3.270,
 * cmd/dynamic-provider/index.js (FACT): the host adds `__provider` to a result, but not to the properties of a failure,
 * and reads it from the saved ones on the next run. No undefined is left: the engine's protocol has none.
 */
export function withEngineProps(own: Props, resource: Props): Props {
  const engine = Object.entries(resource).filter(([key]) => ENGINE_KEY.test(key))
  return { ...(JSON.parse(JSON.stringify(ownProps(own))) as Props), ...Object.fromEntries(engine) }
}
