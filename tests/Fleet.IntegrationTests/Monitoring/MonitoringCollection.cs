namespace Fleet.IntegrationTests.Monitoring;

/// <summary>Tests that look at one story.</summary>
[CollectionDefinition(Name)]
public sealed class MonitoringCollection : ICollectionFixture<MonitoringStory>
{
    public const string Name = "monitoring";
}
