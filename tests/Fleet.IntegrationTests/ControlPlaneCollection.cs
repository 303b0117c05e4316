namespace Fleet.IntegrationTests;

/// <summary>Tests that share one control plane: each uses names of its own, and they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ControlPlaneCollection : ICollectionFixture<RunningControlPlane>
{
    public const string Name = "control plane";
}
