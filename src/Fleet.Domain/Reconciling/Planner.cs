namespace Fleet.Domain.Reconciling;

public static class Planner
{
    public static ChangePlan Plan(DesiredServer desired, Observation observation, Restraints? restraints = null) => ChangePlan.Nothing;
}
