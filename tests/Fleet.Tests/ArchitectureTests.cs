using System.Reflection;
using Shouldly;
using Xunit;

namespace Fleet.Tests;

public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Fleet.Contracts")]
    public void References_no_package_and_no_project(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().ShouldAllBe(r => r.Name!.StartsWith("System") || r.Name == "netstandard");
}
