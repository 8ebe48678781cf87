/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether a person was in custody on a day, as far as is known. */
export type CustodyOn =
  /** The person was not held. */
  | 'NOT_HELD'
  /** What is known allows both. */
  | 'POSSIBLY_HELD'
  /** The person was held before, nobody says that it ended, and no sentence that is known was over. */
  | 'PRESUMED_HELD'
  /** The person was held. */
  | 'HELD'
  | '%future added value';

/** How a total is cut into groups. Two ways of cutting are never added together. */
export type Cut =
  /** By where they were taken. */
  | 'DESTINATION'
  /** By nationality. */
  | 'NATIONALITY'
  /** By sex. */
  | 'SEX'
  /** By whether they are named. */
  | 'NAMING'
  /** By kind of case or of prisoner. */
  | 'CATEGORY'
  /** By something else, which the label says. */
  | 'OTHER'
  | '%future added value';

/** Which detentions to list. */
export type DetentionFilter = {
  /** One of these records. */
  readonly ids?: ReadonlyArray<string> | null | undefined;
  /** Its name begins with this, in whichever case. */
  readonly nameBegins?: string | null | undefined;
  /** It points to this record, in whichever field. */
  readonly mentions?: string | null | undefined;
  /** This source speaks on it. */
  readonly source?: string | null | undefined;
  /** It rests on the word of this person, organization or statement. */
  readonly saidBy?: string | null | undefined;
  /** Its sources contradict each other, or do not. */
  readonly disputed?: boolean | null | undefined;
  /** The days it is about can lie on this day or later. */
  readonly since?: string | null | undefined;
  /** The days it is about can lie on this day or earlier. */
  readonly until?: string | null | undefined;
  /** Of this person. */
  readonly person?: string | null | undefined;
  /** By the authorities of one of these countries. */
  readonly country?: ReadonlyArray<string> | null | undefined;
  /** Not certainly over, and possibly begun, on this day: ask `custody` of each whether it was. */
  readonly heldOn?: string | null | undefined;
  /** Of which some part was spent here. */
  readonly place?: string | null | undefined;
  /** On a charge under one of these articles. */
  readonly article?: ReadonlyArray<string> | null | undefined;
  /** Of people whom this organization counts as political prisoners. */
  readonly recognisedBy?: string | null | undefined;
  /** In which this person judged. */
  readonly judge?: string | null | undefined;
  /** That ended in one of these ways. */
  readonly endModality?: ReadonlyArray<EndModality> | null | undefined;
  /** That ended in this release. */
  readonly release?: string | null | undefined;
};

/** Which disputes to list or to count: open ones, unless asked otherwise. */
export type DisputeFilter = {
  /** Listed with records of one of these kinds. */
  readonly nouns?: ReadonlyArray<Noun> | null | undefined;
  /** Of one of these kinds. */
  readonly kinds?: ReadonlyArray<DisputeKind> | null | undefined;
  /** Contradictions by one of these rules of the domain. */
  readonly rules?: ReadonlyArray<DomainRule> | null | undefined;
  /** On one of these fields, without the keys of elements: `beganOn`, `stays.place`. */
  readonly fields?: ReadonlyArray<string> | null | undefined;
  /** In which this source takes a side. */
  readonly source?: string | null | undefined;
  /** In which the word of this person, organization or statement stands on a side. */
  readonly saidBy?: string | null | undefined;
  /** Listed with one of these records. */
  readonly subjects?: ReadonlyArray<string> | null | undefined;
  /** Those that the keepers of the record settled, instead of those that are open. */
  readonly settled?: boolean;
};

/** How claims contradict each other. */
export type DisputeKind =
  /** They state values of one field that cannot both be true. */
  | 'VALUES'
  /** One says that what the other states is untrue. */
  | 'DENIAL'
  /** They state different fields that a rule of the domain keeps apart. */
  | 'CONTRADICTION'
  | '%future added value';

/**
 * A rule of the domain that keeps two things apart. It is broken only where
 * that is certain, whichever days the dates can mean.
 */
export type DomainRule =
  /**
   * One thing lies before another that it follows: an end before its
   * beginning, an agreement before the talks that led to it.
   */
  | 'OUT_OF_ORDER'
  /** Custody ended, and the person was held later. */
  | 'HELD_AFTER_THE_END'
  /** Custody began, and the person was held earlier. */
  | 'HELD_BEFORE_THE_BEGINNING'
  /** The person was released, and held still. */
  | 'RELEASED_STILL_HELD'
  /** A person was held in two detentions on one day. */
  | 'OVERLAPPING_DETENTIONS'
  /** A sentence was imposed before any charge was brought. */
  | 'SENTENCED_BEFORE_CHARGED'
  /** A person died, and acted, was held or died later. */
  | 'DIED_AGAINST_LATER'
  /** A person was born, and acted or was held earlier. */
  | 'BORN_AGAINST_EARLIER'
  /** The parts of a number come to more than the whole. */
  | 'PARTS_AGAINST_WHOLE'
  /** More people are named than were freed. */
  | 'NAMED_AGAINST_COUNT'
  /** What was promised had been done before it was promised. */
  | 'DELIVERED_BEFORE_PROMISED'
  /** A measure was eased before it was imposed. */
  | 'RELIEF_BEFORE_SANCTION'
  | '%future added value';

/** How custody ended. */
export type EndModality =
  /** Let go; how is not said. */
  | 'RELEASED'
  /** Pardoned. */
  | 'PARDONED'
  /** Let go under an amnesty. */
  | 'AMNESTIED'
  /** The sentence was served to its end. */
  | 'SERVED_FULL_TERM'
  /** Let go before the end of the sentence, on conditions. */
  | 'CONDITIONAL'
  /** Found not guilty. */
  | 'ACQUITTED'
  /** The charges were dropped. */
  | 'CHARGES_DROPPED'
  /** Exchanged for others. */
  | 'EXCHANGED'
  /** Taken out of the country. */
  | 'DEPORTED'
  /** Let go for reasons of health. */
  | 'MEDICAL'
  /** Escaped. */
  | 'ESCAPED'
  /** Died in custody. */
  | 'DIED_IN_CUSTODY'
  | '%future added value';

/** What kind of record it is. */
export type Noun =
  /** A deal. */
  | 'AGREEMENT'
  /** One episode of custody of one person. */
  | 'DETENTION'
  /** Something that happened. */
  | 'EVENT'
  /** A series of a number. */
  | 'INDICATOR'
  /** A body. */
  | 'ORGANIZATION'
  /** A human being. */
  | 'PERSON'
  /** Where something is. */
  | 'PLACE'
  /** An act of freeing. */
  | 'RELEASE'
  /** A restrictive measure. */
  | 'SANCTION'
  /** A document. */
  | 'SOURCE'
  /** Something said. */
  | 'STATEMENT'
  | '%future added value';

/** Which releases to list. */
export type ReleaseFilter = {
  /** One of these records. */
  readonly ids?: ReadonlyArray<string> | null | undefined;
  /** Its name begins with this, in whichever case. */
  readonly nameBegins?: string | null | undefined;
  /** It points to this record, in whichever field. */
  readonly mentions?: string | null | undefined;
  /** This source speaks on it. */
  readonly source?: string | null | undefined;
  /** It rests on the word of this person, organization or statement. */
  readonly saidBy?: string | null | undefined;
  /** Its sources contradict each other, or do not. */
  readonly disputed?: boolean | null | undefined;
  /** The days it is about can lie on this day or later. */
  readonly since?: string | null | undefined;
  /** The days it is about can lie on this day or earlier. */
  readonly until?: string | null | undefined;
  /** By one of these countries. */
  readonly country?: ReadonlyArray<string> | null | undefined;
  /** In one of these forms. */
  readonly modality?: ReadonlyArray<EndModality> | null | undefined;
  /** Part of this agreement. */
  readonly agreement?: string | null | undefined;
  /** Made in exchange for relief of this measure, as someone says. */
  readonly inExchangeFor?: string | null | undefined;
};

export type DetainedQueryVariables = Exact<{
  on: string;
  filter?: DetentionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DetainedQuery = { readonly detentions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly label: string, readonly beganOn: string | null, readonly person: { readonly id: string, readonly label: string } | null, readonly custody: { readonly answer: CustodyOn | null, readonly contested: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type HeightQueryVariables = Exact<{ [key: string]: never; }>;


export type HeightQuery = { readonly revisions: { readonly nodes: ReadonlyArray<{ readonly number: number }> } };

export type ChangedSubscriptionVariables = Exact<{
  ids?: ReadonlyArray<string> | string | null | undefined;
  nouns?: ReadonlyArray<Noun> | Noun | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangedSubscription = { readonly recordChanged: { readonly cursor: string, readonly revision: number, readonly absent: boolean, readonly record:
      | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
      | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
      | { readonly __typename: 'Event', readonly id: string, readonly label: string }
      | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
      | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
      | { readonly __typename: 'Person', readonly id: string, readonly label: string }
      | { readonly __typename: 'Place', readonly id: string, readonly label: string }
      | { readonly __typename: 'Release', readonly id: string, readonly label: string }
      | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
      | { readonly __typename: 'Source', readonly id: string, readonly label: string }
      | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
     } };

type Named_Agreement_Fragment = { readonly __typename: 'Agreement', readonly id: string, readonly label: string };

type Named_Detention_Fragment = { readonly __typename: 'Detention', readonly id: string, readonly label: string };

type Named_Event_Fragment = { readonly __typename: 'Event', readonly id: string, readonly label: string };

type Named_Indicator_Fragment = { readonly __typename: 'Indicator', readonly id: string, readonly label: string };

type Named_Organization_Fragment = { readonly __typename: 'Organization', readonly id: string, readonly label: string };

type Named_Person_Fragment = { readonly __typename: 'Person', readonly id: string, readonly label: string };

type Named_Place_Fragment = { readonly __typename: 'Place', readonly id: string, readonly label: string };

type Named_Release_Fragment = { readonly __typename: 'Release', readonly id: string, readonly label: string };

type Named_Sanction_Fragment = { readonly __typename: 'Sanction', readonly id: string, readonly label: string };

type Named_Source_Fragment = { readonly __typename: 'Source', readonly id: string, readonly label: string };

type Named_Statement_Fragment = { readonly __typename: 'Statement', readonly id: string, readonly label: string };

export type NamedFragment =
  | Named_Agreement_Fragment
  | Named_Detention_Fragment
  | Named_Event_Fragment
  | Named_Indicator_Fragment
  | Named_Organization_Fragment
  | Named_Person_Fragment
  | Named_Place_Fragment
  | Named_Release_Fragment
  | Named_Sanction_Fragment
  | Named_Source_Fragment
  | Named_Statement_Fragment
;

export type CitedFragment = { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null };

export type ContradictedFragment = { readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
        | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
        | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
        | { readonly __typename: 'Event', readonly id: string, readonly label: string }
        | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
        | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
        | { readonly __typename: 'Person', readonly id: string, readonly label: string }
        | { readonly __typename: 'Place', readonly id: string, readonly label: string }
        | { readonly __typename: 'Release', readonly id: string, readonly label: string }
        | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
        | { readonly __typename: 'Source', readonly id: string, readonly label: string }
        | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
       | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> };

export type RecordQueryVariables = Exact<{
  id: string;
}>;


export type RecordQuery = { readonly record:
    | { readonly __typename: 'Agreement', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Detention', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Event', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Indicator', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Organization', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Person', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Place', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Release', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Sanction', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Source', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
    | { readonly __typename: 'Statement', readonly noun: Noun, readonly id: string, readonly label: string, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
              | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
              | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
              | { readonly __typename: 'Event', readonly id: string, readonly label: string }
              | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
              | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
              | { readonly __typename: 'Person', readonly id: string, readonly label: string }
              | { readonly __typename: 'Place', readonly id: string, readonly label: string }
              | { readonly __typename: 'Release', readonly id: string, readonly label: string }
              | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
              | { readonly __typename: 'Source', readonly id: string, readonly label: string }
              | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
             | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }>, readonly mentionedBy: ReadonlyArray<{ readonly field: string, readonly record:
          | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
          | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
          | { readonly __typename: 'Event', readonly id: string, readonly label: string }
          | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
          | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
          | { readonly __typename: 'Person', readonly id: string, readonly label: string }
          | { readonly __typename: 'Place', readonly id: string, readonly label: string }
          | { readonly __typename: 'Release', readonly id: string, readonly label: string }
          | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
          | { readonly __typename: 'Source', readonly id: string, readonly label: string }
          | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
         }> }
   | null };

export type SearchQueryVariables = Exact<{
  text: string;
  nouns?: ReadonlyArray<Noun> | Noun | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { readonly search: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly noun: Noun, readonly score: number, readonly record:
        | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
        | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
        | { readonly __typename: 'Event', readonly id: string, readonly label: string }
        | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
        | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
        | { readonly __typename: 'Person', readonly id: string, readonly label: string }
        | { readonly __typename: 'Place', readonly id: string, readonly label: string }
        | { readonly __typename: 'Release', readonly id: string, readonly label: string }
        | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
        | { readonly __typename: 'Source', readonly id: string, readonly label: string }
        | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
       }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DisputesQueryVariables = Exact<{
  filter?: DisputeFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DisputesQuery = { readonly disputes: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly record:
        | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
        | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
        | { readonly __typename: 'Event', readonly id: string, readonly label: string }
        | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
        | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
        | { readonly __typename: 'Person', readonly id: string, readonly label: string }
        | { readonly __typename: 'Place', readonly id: string, readonly label: string }
        | { readonly __typename: 'Release', readonly id: string, readonly label: string }
        | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
        | { readonly __typename: 'Source', readonly id: string, readonly label: string }
        | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
      , readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
            | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
            | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
            | { readonly __typename: 'Event', readonly id: string, readonly label: string }
            | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
            | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
            | { readonly __typename: 'Person', readonly id: string, readonly label: string }
            | { readonly __typename: 'Place', readonly id: string, readonly label: string }
            | { readonly __typename: 'Release', readonly id: string, readonly label: string }
            | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
            | { readonly __typename: 'Source', readonly id: string, readonly label: string }
            | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
           | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ReleasesQueryVariables = Exact<{
  filter?: ReleaseFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReleasesQuery = { readonly releases: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly label: string, readonly on: string | null, readonly country: string | null, readonly count: { readonly text: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ReleaseQueryVariables = Exact<{
  id: string;
}>;


export type ReleaseQuery = { readonly release: { readonly id: string, readonly label: string, readonly summary: string | null, readonly on: string | null, readonly country: string | null, readonly modality: EndModality | null, readonly count: { readonly text: string } | null, readonly inExchangeFor: ReadonlyArray<{ readonly id: string, readonly label: string }>, readonly groups: ReadonlyArray<{ readonly key: string, readonly label: string | null, readonly by: Cut | null, readonly nationality: string | null, readonly takenToCountry: string | null, readonly count: { readonly text: string } | null, readonly takenToPlace: { readonly id: string, readonly label: string } | null }>, readonly detentions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly person: { readonly id: string, readonly label: string } | null, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
                | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
                | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
                | { readonly __typename: 'Event', readonly id: string, readonly label: string }
                | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
                | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
                | { readonly __typename: 'Person', readonly id: string, readonly label: string }
                | { readonly __typename: 'Place', readonly id: string, readonly label: string }
                | { readonly __typename: 'Release', readonly id: string, readonly label: string }
                | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
                | { readonly __typename: 'Source', readonly id: string, readonly label: string }
                | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
               | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }> }> }, readonly disputes: ReadonlyArray<{ readonly field: string, readonly kind: DisputeKind, readonly rule: string | null, readonly sides: ReadonlyArray<{ readonly says: string, readonly witnesses: ReadonlyArray<{ readonly denies: boolean, readonly saidBy:
            | { readonly __typename: 'Agreement', readonly id: string, readonly label: string }
            | { readonly __typename: 'Detention', readonly id: string, readonly label: string }
            | { readonly __typename: 'Event', readonly id: string, readonly label: string }
            | { readonly __typename: 'Indicator', readonly id: string, readonly label: string }
            | { readonly __typename: 'Organization', readonly id: string, readonly label: string }
            | { readonly __typename: 'Person', readonly id: string, readonly label: string }
            | { readonly __typename: 'Place', readonly id: string, readonly label: string }
            | { readonly __typename: 'Release', readonly id: string, readonly label: string }
            | { readonly __typename: 'Sanction', readonly id: string, readonly label: string }
            | { readonly __typename: 'Source', readonly id: string, readonly label: string }
            | { readonly __typename: 'Statement', readonly id: string, readonly label: string }
           | null, readonly source: { readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null } }> }> }>, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly title: string | null, readonly url: string | null, readonly publishedOn: string | null, readonly publisher: { readonly id: string, readonly label: string } | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const NamedFragmentDoc = new TypedDocumentString(`
    fragment Named on Record {
  __typename
  id
  label
}
    `, {"fragmentName":"Named"}) as unknown as TypedDocumentString<NamedFragment, unknown>;
export const CitedFragmentDoc = new TypedDocumentString(`
    fragment Cited on Source {
  id
  label
  title
  url
  publishedOn
  publisher {
    id
    label
  }
}
    `, {"fragmentName":"Cited"}) as unknown as TypedDocumentString<CitedFragment, unknown>;
export const ContradictedFragmentDoc = new TypedDocumentString(`
    fragment Contradicted on Dispute {
  field
  kind
  rule
  sides {
    says
    witnesses {
      denies
      saidBy {
        ...Named
      }
      source {
        ...Cited
      }
    }
  }
}
    fragment Named on Record {
  __typename
  id
  label
}
fragment Cited on Source {
  id
  label
  title
  url
  publishedOn
  publisher {
    id
    label
  }
}`, {"fragmentName":"Contradicted"}) as unknown as TypedDocumentString<ContradictedFragment, unknown>;
export const DetainedDocument = new TypedDocumentString(`
    query Detained($on: Date!, $filter: DetentionFilter, $first: Int = 20, $after: String) {
  detentions(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      id
      label
      person {
        id
        label
      }
      beganOn
      custody(on: $on) {
        answer
        contested
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:739b7e48eb46321a5302a3448e56309e9cbc539b8175707375a3cacf1dd19339"}) as unknown as TypedDocumentString<DetainedQuery, DetainedQueryVariables>;
export const HeightDocument = new TypedDocumentString(`
    query Height {
  revisions(last: 1) {
    nodes {
      number
    }
  }
}
    `, {"hash":"sha256:85a4f8341ca4937bf556e233b348df9f09e54bbcb794b2c248c1a2ed9109fe6e"}) as unknown as TypedDocumentString<HeightQuery, HeightQueryVariables>;
export const ChangedDocument = new TypedDocumentString(`
    subscription Changed($ids: [ID!], $nouns: [Noun!], $after: String) {
  recordChanged(ids: $ids, nouns: $nouns, after: $after) {
    cursor
    revision
    absent
    record {
      ...Named
    }
  }
}
    fragment Named on Record {
  __typename
  id
  label
}`, {"hash":"sha256:04d048887193ff5eeeb90f62d92a43459116bb5a7c618b2fcd330bead7b1a6e8"}) as unknown as TypedDocumentString<ChangedSubscription, ChangedSubscriptionVariables>;
export const RecordDocument = new TypedDocumentString(`
    query Record($id: ID!) {
  record(id: $id) {
    ...Named
    noun
    disputes {
      ...Contradicted
    }
    sources {
      ...Cited
    }
    mentionedBy {
      field
      record {
        ...Named
      }
    }
  }
}
    fragment Named on Record {
  __typename
  id
  label
}
fragment Cited on Source {
  id
  label
  title
  url
  publishedOn
  publisher {
    id
    label
  }
}
fragment Contradicted on Dispute {
  field
  kind
  rule
  sides {
    says
    witnesses {
      denies
      saidBy {
        ...Named
      }
      source {
        ...Cited
      }
    }
  }
}`, {"hash":"sha256:49543163c50baf9d53c4d55604baae9cbbbeafafb541082f1396858b50514566"}) as unknown as TypedDocumentString<RecordQuery, RecordQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($text: String!, $nouns: [Noun!], $first: Int = 20, $after: String) {
  search(text: $text, nouns: $nouns, first: $first, after: $after) {
    nodes {
      name
      noun
      score
      record {
        ...Named
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Named on Record {
  __typename
  id
  label
}`, {"hash":"sha256:b00ea7288536313b286394ea1e24b98f554f19cd87e17725b7cacf8edd7d96dd"}) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const DisputesDocument = new TypedDocumentString(`
    query Disputes($filter: DisputeFilter, $first: Int = 20, $after: String) {
  disputes(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      record {
        ...Named
      }
      ...Contradicted
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Named on Record {
  __typename
  id
  label
}
fragment Cited on Source {
  id
  label
  title
  url
  publishedOn
  publisher {
    id
    label
  }
}
fragment Contradicted on Dispute {
  field
  kind
  rule
  sides {
    says
    witnesses {
      denies
      saidBy {
        ...Named
      }
      source {
        ...Cited
      }
    }
  }
}`, {"hash":"sha256:1ade0e6e93207f217e5efcc1bf148d5701cad4a0f0eb8bb70eef723caed152e0"}) as unknown as TypedDocumentString<DisputesQuery, DisputesQueryVariables>;
export const ReleasesDocument = new TypedDocumentString(`
    query Releases($filter: ReleaseFilter, $first: Int = 20, $after: String) {
  releases(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      id
      label
      on
      country
      count {
        text
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:8abd3e51f710fb1e9dffd939e38f2e1f0c4cdf5f6137f2cf68de33dc6407e172"}) as unknown as TypedDocumentString<ReleasesQuery, ReleasesQueryVariables>;
export const ReleaseDocument = new TypedDocumentString(`
    query Release($id: ID!) {
  release(id: $id) {
    id
    label
    summary
    on
    country
    modality
    count {
      text
    }
    inExchangeFor {
      id
      label
    }
    groups {
      key
      label
      by
      count {
        text
      }
      nationality
      takenToCountry
      takenToPlace {
        id
        label
      }
    }
    detentions(first: 100) {
      totalCount
      nodes {
        id
        person {
          id
          label
        }
        disputes {
          ...Contradicted
        }
      }
    }
    disputes {
      ...Contradicted
    }
    sources {
      ...Cited
    }
  }
}
    fragment Named on Record {
  __typename
  id
  label
}
fragment Cited on Source {
  id
  label
  title
  url
  publishedOn
  publisher {
    id
    label
  }
}
fragment Contradicted on Dispute {
  field
  kind
  rule
  sides {
    says
    witnesses {
      denies
      saidBy {
        ...Named
      }
      source {
        ...Cited
      }
    }
  }
}`, {"hash":"sha256:40d945c6584ad24c44784f45011562d5f9c87ec1400872ef8b622fbc3ef17b87"}) as unknown as TypedDocumentString<ReleaseQuery, ReleaseQueryVariables>;
