import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import { factsOf, oneOfKind, type AssetKind } from '../kinds.ts'
import { atMost, levelsOf, type Level } from '../levels.ts'
import type { Member, Model } from '../model.ts'
import { placeOf } from '../place.ts'

/** Every asset has a level to ask of the client: its own, or the package's for its kind. */
export function partnerLevelsAreKnown(model: Model): Finding[] {
  return model.clients
    .filter((client) => model.packages.has(client.package))
    .flatMap((client) =>
      client.assets
        .filter(({ partner, owner }) => partner === undefined && owner !== 'agency')
        .map(({ kind, id, at }) =>
          finding(
            'PACKAGE_WITHOUT_KIND',
            { kind: factsOf(kind).title, asset: id, package: client.package },
            at,
          ),
        ),
    )
}

/** An exception names a level of its asset's kind. */
export function exceptionLevelsExist(model: Model): Finding[] {
  return model.clients.flatMap((client) => {
    const kinds = new Map(client.assets.map(({ id, kind }) => [id, kind]))
    return client.exceptions.flatMap((exception) => {
      const kind = kinds.get(exception.asset)
      if (kind === undefined || levelsOf(kind).includes(exception.level)) return []
      const args = { level: exception.level, kind: oneOfKind(kind), known: listed(levelsOf(kind)) }
      return [finding('LEVEL_UNKNOWN', args, placeOf(exception, 'level'))]
    })
  })
}

/** A level chosen for a member is one that the function offers, or a lower one. */
export function chosenLevelsAreOffered(model: Model): Finding[] {
  return model.clients.flatMap(({ team }) => team.flatMap((member) => choiceFindings(model, member)))
}

function choiceFindings(model: Model, member: Member): Finding[] {
  const offer = model.functions.get(member.function)
  if (offer === undefined) return []
  return (Object.entries(member.levels) as [AssetKind, Level | 'none'][]).flatMap(([kind, level]) => {
    const offered = [offer.levels[kind], offer.options[kind]].filter((one) => one !== undefined)
    if (level === 'none' || offered.some((one) => atMost(kind, level, one))) return []
    const args = { level, kind: oneOfKind(kind), function: member.function, known: listed(offered) }
    return [finding('LEVEL_NOT_OFFERED', args, placeOf(member, `levels.${kind}`))]
  })
}
