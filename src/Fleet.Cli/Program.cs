return Fleet.Cli.Running.FleetCommandLine.Run(args);
