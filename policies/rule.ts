import type { RuleId } from '../provider/findings/codes/policy.ts'
import type { Finding } from '../provider/findings/finding.ts'
import type { Asset, Client, Model, Principal } from '../provider/model/model.ts'
import type { Moment } from '../provider/model/moment.ts'
import type { DesiredAsset } from '../provider/model/desired.ts'
import type { RawFile } from '../provider/model/read/source.ts'
import type { Address } from '../provider/findings/finding.ts'
import type { Source } from '../provider/findings/source.ts'

type ScopeCommon = {
  /** The model of the files; no error touches the judged part. */
  readonly model: Model
  /** The moment of the judgement: a UTC day or minute. */
  readonly today: Moment
}

/** Access to one asset: by the files in `check`, by the resource's own inputs in the engine. */
export type AssetScope = ScopeCommon & {
  readonly on: 'asset'
  readonly client: Client
  readonly asset: Asset
  readonly access: DesiredAsset
}

export type ClientScope = ScopeCommon & { readonly on: 'client'; readonly client: Client }

/** One of our people or system users. */
export type MemberScope = ScopeCommon & {
  readonly on: 'member'
  readonly member: {
    readonly principal: Principal
    readonly systemUser: boolean
    readonly role: string
    readonly at: Address | undefined
  }
}

/** Our agency as a whole: its functions and members together. */
export type AgencyScope = ScopeCommon & { readonly on: 'agency' }

/** The text of the files, comments too. */
export type FilesScope = ScopeCommon & { readonly on: 'files'; readonly files: readonly RawFile[] }

export type Scope = AssetScope | ClientScope | MemberScope | AgencyScope | FilesScope

type Checks = { readonly [K in Scope['on']]?: (scope: Extract<Scope, { on: K }>) => Finding[] }

/**
 * A policy rule is pure and does not know where its input comes from. Its words and default severity are in
 * `provider/findings/codes/policy.ts`, its limits in access/policy.yaml. A check that throws is a bug and blocks.
 */
export type PolicyRule = Checks & {
  readonly id: RuleId
  /** The rule in a sentence. */
  readonly title: string
  readonly reason: string
  /** Who asks for it: the client brief, Meta, a decision of the product's, or an agency's own document. */
  readonly source: readonly [Source, ...Source[]]
  /**
   * Time alone breaks the rule, without any edit. In the engine it only warns, or it would stop the run that revokes
   * what ended; `check` refuses it.
   */
  readonly byTime?: true
}
