using Fleet.IntegrationTests.Storage;

[assembly: AssemblyFixture(typeof(PrivatePostgres))]
