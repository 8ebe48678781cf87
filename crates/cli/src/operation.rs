//! Declares the operations of one document: types that are checked against the schema.

/// Declares operations of a document under `graphql/`.
///
/// For each expands to a unit struct with the derive of `graphql_client`, and with it
/// a module of the operation's name in small letters: its `Variables`, and one
/// type per fragment. Scalars and vocabularies are core's.
macro_rules! operations {
    ($path:tt: $($name:ident),+ $(,)?) => {
        $(
            #[derive(graphql_client::GraphQLQuery)]
            #[graphql(
                schema_path = "../../schema.graphql",
                query_path = $path,
                custom_scalars_module = "crate::scalars",
                extern_enums(
                    "ActionKind", "Audience", "ChargeOutcome", "ClaimStanding", "CommitmentKind", "Custody", "CustodyOn", "Cut",
                    "CountBy", "DeliveryState", "DomainRule", "Loss", "MomentKind", "Reason", "Verdict",
                    "DisputeKind", "EndModality", "EventKind", "ExportFormat", "Gender", "Grouping", "NameKind", "Noun", "Openness", "Order",
                    "OrganizationKind", "PlaceKind", "ProceedingKind", "Rank", "Regime", "SanctionKind", "SourceKind",
                    "Standing", "SanctionedOn", "OfficialRole", "PartRule", "PartKind", "ViewerRole", "CorrectionState", "CorrectionOutcome"
                ),
                variables_derives = "Clone, Debug",
                response_derives = "Clone, Debug",
                skip_serializing_none
            )]
            pub struct $name;
        )+
    };
}
