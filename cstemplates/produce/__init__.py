"""Produce: plan, bind, render and publish, for one company."""
